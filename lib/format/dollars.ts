const CENTS = { minimumFractionDigits: 2, maximumFractionDigits: 2 }

/** US dollars to the cent: `$0.04`. What is less than a cent and more than nothing says so, since $0.00 would mean nothing. */
export function dollars(amount: number): string {
  return isTiny(amount) ? 'less than $0.01' : `$${amount.toLocaleString('en', CENTS)}`
}

/** The same for what is only about right: `about $0.04`. */
export function aboutDollars(amount: number): string {
  return amount === 0 || isTiny(amount) ? dollars(amount) : `about ${dollars(amount)}`
}

function isTiny(amount: number): boolean {
  return amount > 0 && amount < 0.005
}
