type Asked = { connection: string; runtime: string; reading: string }

/** The addresses of the activity routes (requests.ts), written without the schema library: the browser needs no more. `query` is the page's. */
export const activityRequests = {
  entries: (asked: Asked, query: string, from: number, count: number) =>
    address('entries', query, { ...asked, from: String(from), count: String(count) }),
  export: (asked: Asked, query: string, format: 'csv' | 'jsonl') => address('export', query, { ...asked, format }),
}

function address(name: string, query: string, more: Record<string, string>): string {
  const search = new URLSearchParams(query)
  search.delete('entry')

  for (const [key, value] of Object.entries(more)) {
    search.set(key, value)
  }
  return `/api/activity/${name}?${search}`
}
