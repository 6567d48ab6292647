'use client'

import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'

type RefreshButtonProps = {
  label?: string
  /** When what is shown was read from AWS, in ISO 8601. */
  readAt?: string
}

/** Reads everything on the page from AWS again. Keeps what is shown until the answer is there. */
export function RefreshButton({ label = 'Refresh', readAt }: RefreshButtonProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()

  return (
    <>
      {readAt ? (
        <span className="text-muted text-table">
          Read <Time at={readAt} />
        </span>
      ) : null}
      <Button size="sm" pending={pending} onClick={() => startTransition(() => router.refresh())}>
        {pending ? null : <RotateCw aria-hidden />}
        {label}
      </Button>
    </>
  )
}
