import type { Catalogue, ServiceInfo } from '@/lib/policies/catalogue/catalogue-model'

const AT_ONCE = 40

const loaded = new Map<string, ServiceInfo>()
const asked = new Map<string, Promise<void>>()
let prefixes: readonly string[] = []
let known: ReadonlySet<string> = new Set()

const catalogue: Catalogue = {
  prefixes: () => prefixes,
  isKnown: (prefix) => known.has(prefix.toLowerCase()),
  service: (prefix) => loaded.get(prefix.toLowerCase()),
}

/** The catalogue with these services in it. What was fetched once stays; what AWS doesn't have is passed over. */
export async function browserCatalogue(wanted: Iterable<string> = []): Promise<Catalogue> {
  await (asked.get('') ?? remember('', fetchPrefixes()))
  const missing = [...new Set(wanted)].filter((prefix) => known.has(prefix) && !asked.has(prefix))

  for (let at = 0; at < missing.length; at += AT_ONCE) {
    const part = missing.slice(at, at + AT_ONCE)
    const fetched = fetchServices(part)
    for (const prefix of part) {
      remember(prefix, fetched)
    }
  }
  await Promise.all([...wanted].map((prefix) => asked.get(prefix)))
  return catalogue
}

/** A failure is not remembered, so the next look tries again. */
function remember(key: string, work: Promise<void>): Promise<void> {
  asked.set(key, work)
  work.catch(() => asked.delete(key))
  return work
}

async function fetchPrefixes(): Promise<void> {
  const { prefixes: all } = await read<{ prefixes: string[] }>('/api/catalogue')
  prefixes = all
  known = new Set(all)
}

async function fetchServices(wanted: string[]): Promise<void> {
  const { services } = await read<{ services: ServiceInfo[] }>(`/api/catalogue?services=${wanted.join(',')}`)
  for (const service of services) {
    loaded.set(service.prefix, service)
  }
}

async function read<T>(address: string): Promise<T> {
  const response = await fetch(address)

  if (!response.ok) {
    throw new Error(`The catalogue answers ${response.status}.`)
  }
  const { data } = (await response.json()) as { data: T }
  return data
}
