/** Worker entry points by path: how electron-vite names a separately built module. */
declare module '*?modulePath' {
  const path: string;
  export default path;
}

/** A file as text, put into the build. */
declare module '*?raw' {
  const text: string;
  export default text;
}
