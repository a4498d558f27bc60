export function Logo({ size = 24 }: { size?: number }) {
  return <img src="/icon.svg" alt="" width={size} height={size} className="logo" />;
}
