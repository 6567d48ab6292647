'use client'

import { useState } from 'react'
import { Checkbox } from '@/components/form/inputs'
import { PermissionsLost, rolesOf } from '@/components/setup/review/permissions-lost'
import { lossesOf } from '@/lib/deployments/advance/confirmed-losses'
import type { Loss, Plan } from '@/lib/deployments/model'

/** What a plan takes away and whether the person has said yes to it. Another loss that turns up asks anew. */
export function useLosses(plan: Plan) {
  const [confirmed, setConfirmed] = useState<string[]>([])
  const losses = lossesOf(plan)
  const isConfirmed = losses.every(({ key }) => confirmed.includes(key))
  const confirm = (isYes: boolean) => setConfirmed(isYes ? losses.map(({ key }) => key) : [])
  return { losses, confirmed, isConfirmed, confirm }
}

type ConfirmLossesProps = { losses: Loss[]; isConfirmed: boolean; onConfirm: (isYes: boolean) => void }

export function ConfirmLosses({ losses, isConfirmed, onConfirm }: ConfirmLossesProps) {
  return (
    <PermissionsLost losses={losses}>
      <Checkbox
        checked={isConfirmed}
        onChange={(event) => onConfirm(event.target.checked)}
        label={`Take these permissions from ${rolesOf(losses).join(' and ')}`}
      />
    </PermissionsLost>
  )
}
