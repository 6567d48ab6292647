/**
 * A connection is a credential source plus a region. It names credentials and never holds them,
 * so it may travel to the browser.
 */
export type Connection = {
  source: { type: 'practice' } | { type: 'chain' } | { type: 'profile'; profile: string }
  region: string
}

/** `practice/us-east-1`, `chain/eu-west-1`, `profile:prod-admin/eu-west-1`. The profile name is percent-encoded. */
export type ConnectionKey = string

const regionPattern = /^[a-z]{2,8}(-[a-z]{2,12}){1,2}-\d{1,2}$/

export function connectionKey({ source, region }: Connection): ConnectionKey {
  const name = source.type === 'profile' ? `profile:${encodeURIComponent(source.profile)}` : source.type
  return `${name}/${region}`
}

/** The connection that a key names, or undefined when the key is malformed. */
export function parseConnectionKey(key: string): Connection | undefined {
  const slash = key.lastIndexOf('/')
  const name = key.slice(0, slash)
  const region = key.slice(slash + 1)

  if (slash < 1 || !regionPattern.test(region)) {
    return undefined
  }
  if (name === 'practice' || name === 'chain') {
    return { source: { type: name }, region }
  }
  const profile = decode(/^profile:(.{1,2400})$/.exec(name)?.[1])
  return profile === undefined ? undefined : { source: { type: 'profile', profile }, region }
}

export function isRegionName(value: string): boolean {
  return regionPattern.test(value)
}

function decode(text: string | undefined): string | undefined {
  try {
    return text && decodeURIComponent(text)
  } catch {
    return undefined
  }
}
