/** Icons of one stroke on a 20-unit grid. */
const PATHS = {
  today: 'M4 5.500h12v11H4zM4 8.500h12M7 3.500v3M13 3.500v3M8 12.500l1.600 1.500 2.900-3.300',
  upcoming: 'M4 5.500h12v11H4zM4 8.500h12M7 3.500v3M13 3.500v3M7 11.500h2M11 11.500h2M7 14h2',
  all: 'M4 5.500h1M8 5.500h8M4 10h1M8 10h8M4 14.500h1M8 14.500h8',
  board: 'M3.500 4.500h4v11h-4zM8.500 4.500h4v7h-4zM13.500 4.500h3.500v9h-3.500z',
  assigned:
    'M8 9a2.700 2.700 0 1 0 0-5.400A2.700 2.700 0 0 0 8 9zM3 16c0-3 2.200-4.700 5-4.700s5 1.700 5 4.700M13.500 4.200a2.500 2.500 0 0 1 0 4.700M15 11.700c1.400.7 2.200 2.200 2.200 4.300',
  trash: 'M4 6h12M8 6V4h4v2M5.500 6l.7 10.500h7.600L14.500 6M8.500 9v4.500M11.500 9v4.500',
  dashboard: 'M4 16.500V10M8 16.500V4M12 16.500v-5M16 16.500V7',
  bell: 'M10 3.500c-2.700 0-4.300 2-4.300 4.500 0 4-1.700 5-1.700 5h12s-1.700-1-1.700-5c0-2.500-1.600-4.500-4.300-4.500zM8.500 15.500a1.600 1.600 0 0 0 3 0',
  settings: 'M4 6h7M15 6h1M4 14h1M9 14h7M13 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  operations: 'M3 10h3l2-5.500 4 11 2-5.500h3',
  plus: 'M10 4.500v11M4.500 10h11',
  search: 'M9 14.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11zM13 13l4 4',
  close: 'M5.500 5.500l9 9M14.500 5.500l-9 9',
  check: 'M5 10.500l3.300 3.300L15 6.500',
  undo: 'M7.500 4.500L4 8l3.500 3.500M4 8h7.500a4 4 0 0 1 0 8H8',
  redo: 'M12.500 4.500L16 8l-3.500 3.500M16 8H8.500a4 4 0 0 0 0 8H12',
  history: 'M4 10a6 6 0 1 0 1.900-4.400L4 7.300M4 4v3.300h3.300M10 7v3.300l2.300 1.400',
  repeat:
    'M5 9V8a2.500 2.500 0 0 1 2.500-2.500H15M13 3.500l2 2-2 2M15 11v1a2.500 2.500 0 0 1-2.500 2.500H5M7 16.500l-2-2 2-2',
  reminder: 'M10 16.500a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM10 7.500v3.200l2 1.300M4 5.500l2-2M16 5.500l-2-2',
  tag: 'M4 4.500h5.500l6.500 6.500-5 5-6.500-6.500zM7 7.500h.01',
  user: 'M10 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4.500 16.500c0-3.200 2.400-5 5.500-5s5.500 1.800 5.500 5',
  subtask: 'M5 4v6.500a2 2 0 0 0 2 2h3M13 9.500h4v6h-4zM13 12.500h-3',
  filter: 'M3.500 5h13M6 10h8M8.500 15h3',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  left: 'M12 5l-5 5 5 5',
  right: 'M8 5l5 5-5 5',
  down: 'M5.500 8l4.500 4.500L14.500 8',
  flag: 'M5.500 17V4M5.500 4.500h8.500l-2 3 2 3H5.500',
  clock: 'M10 16.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM10 6.500v3.700l2.300 1.500',
  warning: 'M10 4l7 12.500H3zM10 8.500v3.500M10 14.200v.01',
  star: 'M10 3.500l2 4.200 4.500.6-3.300 3.200.8 4.500-4-2.200-4 2.200.8-4.500L3.500 8.300 8 7.700z',
  description: 'M4.500 6h11M4.500 10h11M4.500 14h6',
  signOut: 'M11 4H5v12h6M9 10h8M14 7l3 3-3 3',
  chat: 'M4 5h12v8.500H9.500L6 16.500v-3H4z',
  download: 'M10 4v8.500M6.500 9.500L10 13l3.500-3.500M4.500 16h11',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** A priority has a shape besides its colour. */
export function PriorityIcon({ priority, size = 16 }: { priority: string; size?: number }) {
  return (
    <svg className={`priority priority-${priority}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {priority === 'URGENT' ? (
        <>
          <rect x="1.500" y="1.500" width="13" height="13" rx="3.500" fill="currentColor" />
          <path d="M8 4.500v4.200M8 11.300v.1" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" />
        </>
      ) : (
        [3, 6, 9].map((height, i) => (
          <rect
            key={height}
            x={2 + i * 4.5}
            y={13 - height}
            width="3"
            height={height}
            rx="1"
            fill="currentColor"
            opacity={i <= { LOW: 0, MEDIUM: 1, HIGH: 2 }[priority as 'LOW']! ? 1 : 0.25}
          />
        ))
      )}
    </svg>
  );
}
