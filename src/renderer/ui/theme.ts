import { createTheme, defaultVariantColorsResolver } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';
import { tr } from '../strings/translate';

const petrol: MantineColorsTuple = [
  '#eaf2f3',
  '#d3e2e4',
  '#b0ccd0',
  '#8fc1c8',
  '#639ba4',
  '#437f89',
  '#2f6a74',
  '#1c5660',
  '#15464e',
  '#0e363d',
];
const gray: MantineColorsTuple = [
  '#fbfcfc',
  '#f1f4f4',
  '#e4e8e9',
  '#d3d9db',
  '#bcc5c8',
  '#8e999d',
  '#657177',
  '#47535a',
  '#2e383d',
  '#1a2225',
];
const dark: MantineColorsTuple = [
  '#e8eef0',
  '#b6c2c6',
  '#93a1a6',
  '#5b6a70',
  '#3a474c',
  '#2b363a',
  '#1e272a',
  '#171e21',
  '#0f1416',
  '#0a0e10',
];
/** For what removes or ends something; white text holds AA on both shades in use. */
const red: MantineColorsTuple = [
  '#fdf0ef',
  '#f9dddc',
  '#f2b9b7',
  '#ee9a96',
  '#e06d69',
  '#d4504d',
  '#bb3034',
  '#a8141b',
  '#8b0f16',
  '#6d0b10',
];

const ui = "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

/** Compact, square-shouldered and grey: sized for a control room, not for a marketing page. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  colors: { petrol, gray, dark, red },
  fontFamily: ui,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  headings: {
    fontFamily: ui,
    fontWeight: '640',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.35' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  spacing: { xs: '0.375rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  radius: { xs: '2px', sm: '3px', md: '4px', lg: '6px', xl: '10px' },
  defaultRadius: 'sm',
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  variantColorResolver: (input) => {
    if (input.variant !== 'default') return defaultVariantColorsResolver(input);
    return {
      background: 'var(--bt-raised)',
      hover: 'var(--bt-sunken)',
      color: 'var(--bt-ink)',
      border: '1px solid var(--bt-line-strong)',
    };
  },
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', checkIconPosition: 'right' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, fz: 'xs' } },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.45 },
        closeButtonProps: { 'aria-label': tr('Close') },
        // A <header> outside of the page's own parts would count as a second banner.
        attributes: { header: { role: 'group' } },
        styles: { title: { fontWeight: 650 } },
      },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': tr('Close') } } },
    Table: { defaultProps: { verticalSpacing: 5, horizontalSpacing: 'sm', fz: 'sm' } },
  },
});

const shared = {
  '--mantine-color-body': 'var(--bt-surface)',
  '--mantine-color-text': 'var(--bt-ink)',
  '--mantine-color-bright': 'var(--bt-ink)',
  '--mantine-color-dimmed': 'var(--bt-ink-3)',
  '--mantine-color-placeholder': 'var(--bt-ink-3)',
  '--mantine-color-anchor': 'var(--bt-accent)',
  '--mantine-color-error': 'var(--bt-alarm)',
  '--mantine-color-default': 'var(--bt-raised)',
  '--mantine-color-default-hover': 'var(--bt-sunken)',
  '--mantine-color-default-color': 'var(--bt-ink)',
  '--mantine-color-default-border': 'var(--bt-line-strong)',
};

/** Hands our own variables (theme.css) to Mantine's, so that both schemes are designed in one place. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
