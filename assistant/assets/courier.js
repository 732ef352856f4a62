watch('value', () => {
  if (!props.value) return;
  const parcel = JSON.parse(props.value);
  const bytes = Uint8Array.from(atob(parcel.content), (sign) => sign.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], {type: parcel.type}));
  link.download = parcel.name;
  document.body.append(link); link.click(); link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
});
document.addEventListener('keydown', (event) => {
  const stop = document.querySelector('#stop');
  if (event.key === 'Escape' && stop && stop.offsetParent) stop.click();
});
