/**
 * Takes the token of a sign-in link out of the address (`/sign-in#token=…`), so that it stays neither there nor in
 * the history. The fragment never travels to a server, and reading the page doesn't use the token up.
 */
export function takeLinkToken(): string | undefined {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token')

  if (token === null) {
    return undefined
  }
  window.history.replaceState(window.history.state, '', `${window.location.pathname}${window.location.search}`)
  return token
}

/** Runs once the page is really looked at: a browser may load a page beforehand that nobody opens. */
export function whenShown(run: () => void): () => void {
  const { prerendering = false } = document as Document & { prerendering?: boolean }
  const shown = new AbortController()

  if (prerendering) {
    document.addEventListener('prerenderingchange', run, { once: true, signal: shown.signal })
  } else {
    run()
  }
  // A link that is pasted over the open sign-in page changes nothing but the fragment.
  window.addEventListener('hashchange', run, { signal: shown.signal })
  return () => shown.abort()
}
