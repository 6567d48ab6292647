import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Page } from '@/components/layout/page'
import { Setup, SetupSkeleton } from '@/components/setup/setup'
import { NewServerHeader, SetupHeader } from '@/components/setup/setup-header'

export const metadata: Metadata = { title: 'Set up' }

export default function SetupPage({ searchParams }: PageProps<'/setup'>) {
  return (
    <Page>
      <Suspense fallback={<NewServerHeader />}>
        <SetupHeader searchParams={searchParams} />
      </Suspense>
      <Suspense fallback={<SetupSkeleton />}>
        <Setup searchParams={searchParams} />
      </Suspense>
    </Page>
  )
}
