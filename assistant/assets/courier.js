async function drawn(svg) {
  const image = new Image();
  image.src = URL.createObjectURL(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * 2; canvas.height = image.height * 2;
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}
watch('value', async () => {
  if (!props.value) return;
  const parcel = JSON.parse(props.value);
  const bytes = Uint8Array.from(atob(parcel.content), (sign) => sign.charCodeAt(0));
  let blob = new Blob([bytes], {type: parcel.type});
  if (parcel.name.endsWith('.png')) blob = await drawn(blob);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = parcel.name;
  document.body.append(link); link.click(); link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
});
document.addEventListener('keydown', (event) => {
  const stop = document.querySelector('#stop');
  if (event.key === 'Escape' && stop && stop.offsetParent) stop.click();
});
