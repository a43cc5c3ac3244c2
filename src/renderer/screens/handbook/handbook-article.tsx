import type { HandbookPage } from './handbook-pages';
import './handbook.css';

/** One page to read. Its HTML comes from our own docs by our own build, never from outside. */
export function HandbookArticle({ page }: { readonly page: HandbookPage }) {
  return (
    <article
      className="bt-handbook-page"
      tabIndex={0}
      data-page={page.id}
      // oxlint-disable-next-line no-danger
      dangerouslySetInnerHTML={{ __html: page.html }}
    />
  );
}
