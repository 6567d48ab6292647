import { type ReactNode, Suspense } from 'react'
import { Page } from '@/components/layout/page'
import { RuntimeHeader } from '@/components/runtimes/runtime-header'
import type { RuntimeParams } from '@/components/runtimes/with-runtime'
import { Skeleton } from '@/components/ui/skeleton'

/** Title, status and tabs. It decides nothing: each page reads the runtime itself. */
export default function RuntimeLayout({ params, children }: { params: RuntimeParams; children: ReactNode }) {
  return (
    <Page>
      <Suspense
        fallback={
          <>
            <Skeleton className="h-7 w-64" />
            <Skeleton className="h-9 w-full" />
          </>
        }
      >
        <RuntimeHeader params={params} />
      </Suspense>
      {children}
    </Page>
  )
}
