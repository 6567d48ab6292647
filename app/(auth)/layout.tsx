import type { ReactNode } from 'react'
import { Mark } from '@/components/layout/mark'
import { Card, CardBody } from '@/components/ui/card'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="flex w-full max-w-sm flex-col gap-5">
        <div className="flex items-center justify-center gap-2.5">
          <Mark className="size-8" />
          <span className="font-semibold text-title">Slipway</span>
        </div>
        <Card>
          <CardBody className="flex flex-col gap-4 py-5">{children}</CardBody>
        </Card>
      </div>
    </main>
  )
}
