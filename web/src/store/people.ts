/** Who the people behind the ids are: those with whom one shares a task. */
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data } from '../api/client';
import { useMe } from '../api/session';

export function usePeople(q = '', enabled = true) {
  return useQuery({
    queryKey: ['people', q],
    enabled,
    staleTime: 60_000,
    queryFn: ({ signal }) => data(api.GET('/api/people', { signal, params: { query: q ? { q } : {} } })),
  });
}

export function useName() {
  const me = useMe();
  const { data: people } = usePeople();
  return useCallback(
    (userId: string) =>
      userId === me.userId ? me.name : people?.items.find((person) => person.userId === userId)?.name,
    [people, me],
  );
}
