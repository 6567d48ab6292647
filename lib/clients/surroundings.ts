/** Files with certificates: for boto3, for Python and OpenSSL, for requests, for Node.js. */
const CERTIFICATES = ['AWS_CA_BUNDLE', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'] as const
export const PROXIES = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'] as const

type Name = (typeof CERTIFICATES)[number] | (typeof PROXIES)[number]
type Source = Partial<Record<Name | Lowercase<(typeof PROXIES)[number]>, string | undefined>>

/** What a terminal has for its way to the network, which a program that a client starts often lacks. */
export type Surroundings = {
  /** Fit for a config file. */
  values: Partial<Record<Name, string>>
  /** Names whose values hold a password: such a value goes into no file and onto no screen. */
  secret: Name[]
}

/** The certificates and proxies of an environment; proxies are known in small letters too. */
export function surroundingsOf(source: Source): Surroundings {
  const proxies = PROXIES.map((name): [Name, string | undefined] => [
    name,
    source[name] || source[name.toLowerCase() as Lowercase<typeof name>],
  ])
  const certificates = CERTIFICATES.map((name): [Name, string | undefined] => [name, source[name]])
  const found = [...certificates, ...proxies].filter((pair): pair is [Name, string] => Boolean(pair[1]))
  return {
    values: Object.fromEntries(found.filter((pair) => !hasPassword(pair))),
    secret: found.filter(hasPassword).map(([name]) => name),
  }
}

/** Who signs in at a proxy stands before an @; a file's path may have one. */
function hasPassword([name, value]: [Name, string]): boolean {
  return value.includes('@') && (value.includes('://') || PROXIES.some((proxy) => proxy === name))
}

/** What to tell of them beside an entry. `text`: what is printed or written; `isWanted`: they were asked for. */
export function surroundingNotes({ values, secret }: Surroundings, text: string, isWanted: boolean): string[] {
  const names = Object.keys(values)
  const carried = names.filter((name) => text.includes(name))
  const missing = names.filter((name) => !carried.includes(name))
  return [
    ...(carried.length > 0 ? [`From your terminal, the entry has ${carried.join(', ')}.`] : []),
    ...(missing.length > 0 ? [missingNote(missing.join(', '), isWanted)] : []),
    ...(secret.length > 0
      ? [
          `${secret.join(', ')} of your terminal holds a password, so it is not in the entry: set it where the client starts.`,
        ]
      : []),
  ]
}

function missingNote(names: string, isWanted: boolean): string {
  return isWanted
    ? `This entry has no use for ${names}: set it where the client starts, if it is needed there.`
    : `Your terminal has ${names}. A program that a client starts may not see that: --with-environment puts it into the entry.`
}
