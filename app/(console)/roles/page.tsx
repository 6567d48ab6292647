import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Page, PageHeader } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { RoleTable } from '@/components/roles/role-table'
import { SkeletonRows } from '@/components/ui/skeleton'
import { Term } from '@/components/ui/term'

export const metadata: Metadata = { title: 'Roles' }

export default function RolesPage() {
  return (
    <Page>
      <PageHeader
        title="Roles"
        description={
          <>
            <Term of="executionRole">Execution roles</Term>: the roles of this account that AgentCore may assume.
          </>
        }
        actions={<RefreshButton />}
      />
      <Suspense fallback={<SkeletonRows rows={4} label="Reading roles from IAM" />}>
        <RoleTable />
      </Suspense>
    </Page>
  )
}
