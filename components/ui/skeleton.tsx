import { clsx } from 'clsx'

/** Holds the final size of what is coming (`className="h-5 w-40"`), so that nothing jumps. Never read aloud. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={clsx('block animate-pulse rounded bg-raised motion-reduce:animate-none', className)} />
  )
}

/** Rows of a table or list that is still being read: 36 px each. */
export function SkeletonRows({ rows = 3, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="divide-y rounded-lg border bg-surface">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else to go by and never move
        <div key={row} className="flex h-9 items-center gap-6 px-4">
          <Skeleton className="h-3.5 w-40 max-w-[40%]" />
          <Skeleton className="h-3.5 w-20" />
          <Skeleton className="h-3.5 flex-1" />
        </div>
      ))}
    </div>
  )
}
