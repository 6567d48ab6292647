import { Skeleton } from '@/components/ui/skeleton'

/** Of the size that AWS's word and the form have, so that what is below stays where it is. */
export function ConnectionsToCome() {
  return (
    <div className="flex flex-col gap-6">
      <IdentityToCome />
      <Skeleton className="h-60 w-full max-w-xl sm:h-54" />
    </div>
  )
}

export function IdentityToCome() {
  return (
    <div role="status" aria-label="Asking AWS who this is">
      <Skeleton className="h-88 w-full sm:h-49" />
    </div>
  )
}
