/**
 * Stands inline in front of everything: with Trusted Types required, it alone decides what may become a script. Addresses of our own
 * build go through, and the empty element that React fills itself; any other text is refused.
 */
export const TRUSTED_TYPES = `(() => {
  if (!window.trustedTypes) return
  const own = location.origin + '/_next/static/'
  trustedTypes.createPolicy('default', {
    createHTML: (text) => (text === '<scr' + 'ipt></scr' + 'ipt>' ? text : null),
    createScriptURL: (text) => (new URL(text, location.href).href.startsWith(own) ? text : null),
    createScript: () => null,
  })
})()`
