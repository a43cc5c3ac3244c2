import { Anchor, Drawer } from '@mantine/core';
import { handbookPath, type Route } from '../../app/route';
import { tr } from '../../strings/translate';
import { HandbookArticle } from './handbook-article';
import { pageForScreen } from './handbook-pages';

interface Props {
  readonly screen: Route['screen'];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The page of the handbook that belongs to the screen, beside it: nobody loses his place by asking for help. */
export function HandbookDrawer({ screen, opened, onClose }: Props) {
  const page = pageForScreen(screen);
  return (
    <Drawer opened={opened} onClose={onClose} position="right" size="min(520px, 92vw)" title={tr('Help')}>
      {page && (
        <>
          <HandbookArticle page={page} />
          <Anchor href={handbookPath(page.id)} onClick={onClose}>
            {tr('Open the handbook at this page')}
          </Anchor>
        </>
      )}
    </Drawer>
  );
}
