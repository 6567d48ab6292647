import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { ThemeProvider } from 'next-themes'
import type { ReactNode } from 'react'
import '@/app/globals.css'
import { TRUSTED_TYPES } from '@/components/layout/trusted-types'
import { HOLD_PRESSES } from '@/components/ui/waking'
import { NONCE_HEADER } from '@/lib/auth/door/content-security-policy'

export const metadata: Metadata = {
  title: { default: 'Slipway', template: '%s · Slipway' },
  description: 'Puts the AWS API MCP Server on Amazon Bedrock AgentCore and keeps it working.',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafbfc' },
    { media: '(prefers-color-scheme: dark)', color: '#0c1014' },
  ],
}

/** The shell is rendered on request, because its inline scripts carry the request's nonce. */
export const instant = false

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get(NONCE_HEADER) ?? ''

  return (
    // The theme's class is set before the first paint, so the server can't know it.
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body className="font-sans antialiased">
        <script nonce={nonce}>{TRUSTED_TYPES}</script>
        <script nonce={nonce}>{HOLD_PRESSES}</script>
        <ThemeProvider nonce={nonce} attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
          {children}
        </ThemeProvider>
      </body>
    </html>
  )
}
