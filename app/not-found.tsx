import type { Metadata } from 'next'
import { Mark } from '@/components/layout/mark'
import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-3 px-6">
      <Mark className="size-10" />
      <h1 className="font-semibold text-title">There is nothing at this address</h1>
      <p className="text-muted">The link may be old, or mistyped.</p>
      <ButtonLink variant="primary" href={routes.overview()}>
        Go to the overview
      </ButtonLink>
    </main>
  )
}
