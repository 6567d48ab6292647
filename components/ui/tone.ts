export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'practice'

/** Text colour of a tone on page, surface and raised backgrounds. */
export const TEXT_TONES: Record<Tone, string> = {
  neutral: 'text-muted',
  info: 'text-info',
  success: 'text-success',
  warning: 'text-warning',
  danger: 'text-danger',
  practice: 'text-practice',
}

/** Text on a tint of the same tone. */
export const SOFT_TONES: Record<Tone, string> = {
  neutral: 'bg-raised text-text',
  info: 'bg-info-soft text-info',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
  practice: 'bg-practice-soft text-practice',
}

export const BORDER_TONES: Record<Tone, string> = {
  neutral: 'border-border',
  info: 'border-info/40',
  success: 'border-success/40',
  warning: 'border-warning/40',
  danger: 'border-danger/40',
  practice: 'border-practice/40',
}
