import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Page, PageHeader } from '@/components/layout/page'
import { TokenList } from '@/components/tokens/token-list'
import { SkeletonRows } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Tokens' }

export default function TokensPage() {
  return (
    <Page>
      <PageHeader
        title="Tokens"
        description="Access tokens for runtimes that accept them. A token is shown once; only a sealed sign-in stays in this browser."
      />
      <Suspense fallback={<SkeletonRows rows={4} label="Reading runtimes from AWS" />}>
        <TokenList />
      </Suspense>
    </Page>
  )
}
