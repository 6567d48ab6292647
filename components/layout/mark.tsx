/** A hull on an inclined ramp: what a slipway is. The tile carries its own colours, so it works on light and dark. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="7" fill="#0b6690" />
      <path d="M3.5 27.5 28.5 17v10.5z" fill="#8fd0ea" />
      <path d="M-10-5.5h20L6.6 3H-5q-4-.6-5-8.5z" transform="translate(16.4 17.2) rotate(-22.8)" fill="#fff" />
    </svg>
  )
}
