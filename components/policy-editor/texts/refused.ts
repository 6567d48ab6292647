/** A request that was refused; an address of the editor can carry it, as neither part is a secret. */
export type Refused = { action: string; resource: string }

/** From `?propose=ACTION&on=RESOURCE`; null unless both look right. */
export function refusedIn(query: { get: (name: string) => string | null }): Refused | null {
  const action = query.get('propose') ?? ''
  const resource = query.get('on') ?? '*'
  return /^[\w-]{1,64}:\w{1,128}$/.test(action) && /^(\*|arn:[\x21-\x7e]{1,2040})$/.test(resource)
    ? { action, resource }
    : null
}

/** AWS's own words for it, as if they had been pasted. */
export function messageOf({ action, resource }: Refused): string {
  return `not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`
}
