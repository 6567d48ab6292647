import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { RoleView } from '@/components/roles/role-view'
import { ReadsOnly } from '@/components/runtimes/reads-only'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { ButtonLink } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { Term } from '@/components/ui/term'
import { routes } from '@/lib/routes'

export const metadata: Metadata = { title: 'Permissions' }

export default function PermissionsPage({ params }: { params: RuntimeParams }) {
  return (
    <Suspense fallback={<Skeleton className="h-96" />}>
      <WithRuntime params={params}>
        {({ connection, runtime }) => (
          <>
            <Section
              title="What the assistant can do"
              description={
                <>
                  Every command runs with the <Term of="executionRole">execution role</Term> {runtime.roleName}, whoever
                  the caller is.
                </>
              }
              actions={
                <>
                  <ButtonLink size="sm" href={routes.runtimeRightSize(runtime.id)}>
                    See what was never used
                  </ButtonLink>
                  <ButtonLink size="sm" href={routes.role(runtime.roleName)}>
                    Edit the permissions
                  </ButtonLink>
                </>
              }
            />
            <Suspense fallback={<Skeleton className="h-96" />}>
              <RoleView connection={connection} name={runtime.roleName} aside={<ReadsOnly runtime={runtime} />} />
            </Suspense>
          </>
        )}
      </WithRuntime>
    </Suspense>
  )
}
