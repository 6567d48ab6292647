import type { DownloadQuery, EventsQuery, StreamQuery } from '@/lib/logs/requests'

/** The addresses of the log routes (requests.ts), written without the schema library: the browser needs no more. */
export const logRequests = {
  stream: (query: StreamQuery) => address('stream', query),
  events: (query: EventsQuery) => address('events', query),
  download: (query: DownloadQuery) => address('download', query),
}

function address(name: string, query: Record<string, string | number | undefined>): string {
  const present = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]))
  return `/api/logs/${name}?${new URLSearchParams(present)}`
}
