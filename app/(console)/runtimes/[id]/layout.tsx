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
            {/* As high as the header, whose button has a line of its own on a phone. */}
            <div className="flex flex-col gap-3 sm:h-8">
              <Skeleton className="h-7 w-64" />
              <Skeleton className="h-8 w-40 sm:hidden" />
            </div>
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
