/** Carries the request's nonce from the proxy to the layout. */
export const NONCE_HEADER = 'x-nonce'

/** Of what is data and no page. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

/** What a page may load and run. Inline scripts run only with this request's nonce, which no injected text can know. */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  // React's development build needs eval for its call stacks; the production build never uses it.
  const evaluation = isDevelopment ? " 'unsafe-eval'" : ''
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${evaluation}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default nextjs nextjs#bundler',
  ].join('; ')
}
