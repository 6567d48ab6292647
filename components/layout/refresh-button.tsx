'use client'

import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'

/** Reads everything on the page from AWS again. Keeps what is shown until the answer is there. */
export function RefreshButton({ label = 'Refresh' }: { label?: string }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()

  return (
    <Button size="sm" pending={pending} onClick={() => startTransition(() => router.refresh())}>
      {pending ? null : <RotateCw aria-hidden />}
      {label}
    </Button>
  )
}
