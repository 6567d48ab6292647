import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Coverage, type CoverageSearch } from '@/components/settings/practice/coverage/coverage'
import { SkeletonRows } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'What is imitated' }

export default function CoveragePage({ searchParams }: { searchParams: CoverageSearch }) {
  return (
    <Suspense fallback={<SkeletonRows rows={12} label="Asking the practice account" />}>
      <Coverage searchParams={searchParams} />
    </Suspense>
  )
}
