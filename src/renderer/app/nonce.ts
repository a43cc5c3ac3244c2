/**
 * The nonce the host put into the page: style tags made while running must carry it. `react-style-singleton` (under
 * Mantine's dialogs) looks for it under the name webpack gave it.
 */
export const styleNonce: string =
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

Object.assign(globalThis, { __webpack_nonce__: styleNonce });
