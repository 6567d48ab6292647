import { Circle, CircleCheck, CircleX, FlaskConical, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { Tone } from '@/components/ui/tone'

const ICONS: Record<Tone, LucideIcon> = {
  neutral: Circle,
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleX,
  practice: FlaskConical,
}

export function ToneIcon({ tone, className }: { tone: Tone; className?: string }) {
  const Icon = ICONS[tone]
  return <Icon aria-hidden className={className} />
}
