'use client'

import { GeistSans } from 'geist/font/sans'
import { RouteError } from '@/components/feedback/route-error'
import '@/app/globals.css'

/** Stands in for the whole document when even the root layout failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={GeistSans.variable}>
      <body className="font-sans antialiased">
        <title>Page not shown · Slipway</title>
        <main>
          <RouteError error={error} retry={retry} title="Slipway could not show this page" />
        </main>
      </body>
    </html>
  )
}
