import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ConnectionGuard } from '@/components/form/connection-context'
import { Page, PageHeader } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { RoleDocuments } from '@/components/roles/role-documents'
import { Skeleton } from '@/components/ui/skeleton'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'

export const metadata: Metadata = { title: 'Role' }

type RoleParams = Promise<{ name: string }>

export default function RolePage({ params }: { params: RoleParams }) {
  return (
    <Page width="full">
      <Suspense fallback={<Skeleton className="h-96" />}>
        <RoleContent params={params} />
      </Suspense>
    </Page>
  )
}

async function RoleContent({ params }: { params: RoleParams }) {
  const { actor, connection } = await requireContext()
  const name = roleName((await params).name)

  return (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      <PageHeader title={name} description="Execution role" actions={<RefreshButton />} />
      <RoleDocuments actor={actor} connection={connection} name={name} />
    </ConnectionGuard>
  )
}

/** Addresses carry names percent-encoded; a malformed one is shown as it came. */
function roleName(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
