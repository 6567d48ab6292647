type Visit = { /** Leaves by the link or button that says no. */ deny?: boolean }
/** `isLast`: there is nothing to fill in after it. */
type Step = { url: string; body?: URLSearchParams; isLast?: boolean | undefined }

/** A person with a browser: follows redirects with cookies, and fills in whatever form comes, until a page has none. Its text and address. */
export async function browse(
  start: string,
  { deny = false }: Visit = {},
): Promise<{ url: string; text: string; status: number }> {
  const cookies = new Map<string, string>()
  let next: Step = { url: start }

  for (let step = 0; step < 30; step++) {
    const response = await fetch(next.url, {
      method: next.body ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), accept: 'text/html' },
      ...(next.body ? { body: next.body } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const to = response.headers.get('location')

    if (to !== null) {
      next = { url: new URL(to, next.url).href, isLast: next.isLast }
      continue
    }
    const text = await response.text()
    const form = next.isLast ? undefined : formOf(text, next.url, deny)

    if (!form) {
      return { url: next.url, text, status: response.status }
    }
    next = form
  }
  throw new Error('The sign-in never ends.')
}

function formOf(html: string, at: string, deny: boolean): Step | undefined {
  const [, abort] = /href="([^"]*\/abort)"/.exec(html) ?? []
  const [, action] = /<form[^>]*action="([^"]*)"/.exec(html) ?? []

  if (deny && abort !== undefined) {
    return { url: new URL(abort, at).href, isLast: true }
  }
  if (action === undefined) {
    return undefined
  }
  const hidden = [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
    /name="([^"]*)"/.exec(tag)?.[1] ?? '',
    /value="([^"]*)"/.exec(tag)?.[1] ?? '',
  ])
  const [, code] = /value="([^"]*)"[^>]*name="user_code"/.exec(html) ?? []
  const body = new URLSearchParams({ ...Object.fromEntries(hidden), login: 'ada', password: 'any' })

  if (code !== undefined) {
    body.set('user_code', code)
  }
  const isLast = deny && html.includes('name="abort"')

  if (isLast) {
    body.delete('confirm')
    body.set('abort', 'yes')
  }
  return { url: new URL(action, at).href, body, isLast }
}
