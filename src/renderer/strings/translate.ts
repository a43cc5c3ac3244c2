import { createElement, Fragment, type ReactNode } from 'react';

/** What is put into the braces of a sentence, by name. */
export type Values = Readonly<Record<string, unknown>>;

let catalogue: Readonly<Record<string, string>> = {};

/** Takes the catalogue of a language; before any screen is loaded, and once. */
export function takeCatalogue(words: Readonly<Record<string, string>>): void {
  catalogue = words;
}

const braces = /\{(\w+)\}/;

/**
 * A sentence in the language of the window. Its English is the key; `{name}` takes the value of that name. What the
 * catalogue does not know stays English, so that a missing translation is a foreign word and never a missing one.
 */
export function tr(english: string, values?: Values): string;
export function tr(english: string | undefined, values?: Values): string | undefined;
export function tr(english: string | null, values?: Values): string | null;
export function tr(english: string | null | undefined, values?: Values): string | null | undefined {
  if (english === null || english === undefined) return english;
  const sentence = catalogue[english] ?? english;
  if (!values) return sentence;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

/** The same with elements among the values. */
export function trNode(english: string, values: Readonly<Record<string, ReactNode>>): ReactNode {
  const parts = (catalogue[english] ?? english).split(braces);
  const nodes = parts.map((part, i) => (i % 2 === 0 ? part : part in values ? values[part] : `{${part}}`));
  if (nodes.every((node) => typeof node === 'string' || typeof node === 'number')) return nodes.join('');
  return nodes.map((node, i) => createElement(Fragment, { key: i }, node));
}
