import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useMe } from '../../station/use-session';
import { useStation } from '../../station/station-context';

/** Layouts that whoever is signed in may open. */
export function useLayouts() {
  const { client } = useStation();
  const me = useMe();
  return useQuery({
    queryKey: ['workspaces', 'list', me?.personId ?? ''],
    queryFn: ({ signal }) => client.workspaces.list(undefined, { signal }),
  });
}

/** One layout as it is kept. */
export function useLayout(id: string | null) {
  const { client } = useStation();
  const me = useMe();
  return useQuery({
    queryKey: ['workspaces', 'one', id ?? '', me?.personId ?? ''],
    queryFn: ({ signal }) => client.workspaces.get({ id: id ?? '' }, { signal }),
    enabled: id !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Every version of a layout. */
export function useVersions(id: string) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['workspaces', 'versions', id],
    queryFn: ({ signal }) => client.workspaces.versions({ id }, { signal }),
  });
}

/** Has all of it asked again after something was kept. */
export function useLayoutsAgain(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: ['workspaces'] }), [queries]);
}
