import { useInfiniteQuery } from '@tanstack/react-query';
import { api, data } from '../api/client';
import { ago, exact } from '../lib/dates';
import { t, tOf } from '../lib/i18n';
import { Icon } from '../ui/Icon';
import { Empty, Failed, Skeleton } from '../ui/States';
import { View } from './frame';

export default function NotificationsView() {
  const list = useInfiniteQuery({
    queryKey: ['notifications'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(api.GET('/api/notifications', { signal, params: { query: { limit: 50, cursor: pageParam } } })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <View title={t('nav.notifications')}>
      {list.isPending ? (
        <Skeleton />
      ) : list.isError && !list.data ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon="bell" title={t('note.empty')} hint={t('note.emptyHint')} />
      ) : (
        <ul className="scroll notes">
          {items.map((note) => (
            <li key={note.notificationId} className={`note ${note.status}`}>
              <Icon name={note.status === 'failed' ? 'warning' : 'reminder'} />
              <span className="note-text" dir="auto">
                {note.subject}
              </span>
              <span className="badge">{note.channel}</span>
              <span className={`badge ${note.status === 'failed' ? 'minus' : 'plus'}`}>{tOf('note', note.status)}</span>
              <time className="muted" dateTime={note.at} title={exact(note.at)}>
                {ago(note.at)}
              </time>
            </li>
          ))}
          {list.hasNextPage && (
            <li>
              <button className="button quiet" onClick={() => void list.fetchNextPage()}>
                {t('app.more')}
              </button>
            </li>
          )}
        </ul>
      )}
    </View>
  );
}
