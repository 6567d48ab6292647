import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Page, PageHeader } from '@/components/layout/page'
import { TokenList } from '@/components/tokens/token-list'
import { SkeletonRows } from '@/components/ui/skeleton'
import { Term } from '@/components/ui/term'

export const metadata: Metadata = { title: 'Tokens' }

export default function TokensPage() {
  return (
    <Page>
      <PageHeader
        title="Tokens"
        description={
          <>
            <Term of="accessToken">Access tokens</Term> for runtimes that accept them. A token is shown once; only a
            sealed <Term of="refreshToken">refresh token</Term> stays in this browser.
          </>
        }
      />
      <Suspense fallback={<SkeletonRows rows={4} label="Reading runtimes from AWS" />}>
        <TokenList />
      </Suspense>
    </Page>
  )
}
