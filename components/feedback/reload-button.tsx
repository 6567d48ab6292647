'use client'

import { Button } from '@/components/ui/button'

/** Loads the whole document anew, with whatever connection and session are current now. */
export function ReloadButton() {
  return (
    <Button size="sm" onClick={() => window.location.reload()}>
      Reload the page
    </Button>
  )
}
