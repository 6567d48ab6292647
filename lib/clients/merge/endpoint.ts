/** Whether two addresses are of one endpoint: an ARN encoded never, once or twice, with or without the default qualifier. */
export function isSameEndpoint(one: string, other: string): boolean {
  return canonical(one) === canonical(other)
}

/** Every address in an entry, wherever its client has it: `url`, `serverUrl`, among the arguments. */
export function addressesIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return value.match(/https?:\/\/[^\s"'<>]+/gi) ?? []
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(addressesIn) : []
}

function canonical(address: string): string {
  try {
    const url = new URL(address)
    const path = decoded(url.pathname).replace(/\/+$/, '')
    const qualifier = url.searchParams.get('qualifier') || 'DEFAULT'
    url.searchParams.delete('qualifier')
    url.searchParams.sort()
    return `${url.protocol}//${url.host}${path}?${url.searchParams}#${qualifier}`
  } catch {
    return address
  }
}

function decoded(path: string): string {
  try {
    const once = decodeURIComponent(path)
    return once === path ? path : decoded(once)
  } catch {
    return path
  }
}
