const HERE = 'http://here.invalid'

/** Where to go after signing in: a path of this console, and never another site, the API or the sign-in page again. */
export function safeNextPath(next: string | null | undefined): string {
  if (!next?.startsWith('/') || next.startsWith('//') || /[\\\p{Cc}]/u.test(next) || !URL.canParse(next, HERE)) {
    return '/'
  }
  const { origin, pathname, search } = new URL(next, HERE)
  const isElsewhere = origin !== HERE || pathname.startsWith('//')
  return isElsewhere || /^\/(api|_next|sign-in)(\/|$)/.test(pathname) ? '/' : `${pathname}${search}`
}
