import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { handbookPath } from '../../app/route';
import { tr } from '../../strings/translate';
import { HandbookArticle } from './handbook-article';
import { findPages, handbookPages } from './handbook-pages';

/** The handbook that comes with the program: contents with a search at the left, a page at the right. */
export function Handbook({ pageId }: { readonly pageId: string | null }) {
  const [search, setSearch] = useState('');
  const found = findPages(search);
  const page = handbookPages.find(({ id }) => id === pageId) ?? handbookPages[0];
  return (
    <div className="bt-handbook">
      <nav aria-label={tr('Contents of the handbook')}>
        <TextInput
          aria-label={tr('Search the handbook')}
          placeholder={tr('Search the handbook')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {found.length === 0 && <p className="bt-panel-note">{tr('No page has all of these words.')}</p>}
        <ul>
          {found.map(({ id, title }) => (
            <li key={id}>
              <a href={handbookPath(id)} aria-current={id === page?.id ? 'page' : undefined}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {page && <HandbookArticle page={page} />}
    </div>
  );
}
