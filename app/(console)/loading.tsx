import { Page } from '@/components/layout/page'
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <Page>
      <Skeleton className="h-7 w-44" />
      <SkeletonRows rows={4} label="Loading" />
    </Page>
  )
}
