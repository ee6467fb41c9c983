const WHOLE = new Intl.NumberFormat('en');
const MONEY = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
const MOMENT = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

export const whole = (value: number): string => WHOLE.format(value);
export const money = (value: number | string): string => MONEY.format(Number(value));
export const moment = (value: string | number): string => MOMENT.format(new Date(value));
export const day = (value: string | number): string => DAY.format(new Date(value));

/** Minutes and seconds, such as `4:07`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
