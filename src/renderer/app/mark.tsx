/** Our sign: a vessel, and in it the level that the twin knows. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="4 3 24 26" fill="none" aria-hidden>
      <path d="M13 6v5.500M19 6v5.500M10.5 6h11" stroke="#8fc1c8" strokeWidth="2" strokeLinecap="round" />
      <path
        d="M9.5 12.500h13v8.2a6.5 6.5 0 0 1-13 0z"
        stroke="#e8eef0"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      <path d="M10.6 18.400c2.2-1.5 3.6-1.5 5.4 0s3.2 1.5 5.4 0v2.7a5.4 5.4 0 0 1-10.8 0z" fill="#8fc1c8" />
    </svg>
  );
}
