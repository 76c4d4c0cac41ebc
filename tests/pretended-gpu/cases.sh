# shellcheck shell=bash disable=SC2154
# What is checked: train CAPTURES EPOCHS BATCH_SIZE OPTIONS..., use COMMAND... with the run that the last training left, and
# scarce MIB IMAGE_SIZE BATCH_SIZE.

# 100 photos: six batches of 16 and one of 4, five of 20, fourteen of 7 and one of 2.
train 1 3 16
use eval --data "$work/data/val"
use predict "$work/data/val"
use predict "$work/data/val" --tta
use explain "${photo[0]}" --out "$work/run/explained.png"
use features "$work/data/val" --out "$work/run/features.npy"
train 1 3 20
train 1 3 7

for precision in fp32 tf32 bf16; do
    train 1 3 16 --precision "$precision"
    use eval --data "$work/data/val"
done
for where in cpu device; do train 1 3 16 --augment-on "$where"; done
train 1 3 16 --cache ram
train 1 3 16 --cache disk --cache-dir "$work/cache"
train 1 3 16 --cache device
for augment in none light strong flowers102; do
    train 1 3 16 --augment "$augment"
    train 1 3 16 --augment "$augment" --cache device
done

train 1 3 16 --optimizer adamw
train 1 3 16 --optimizer sgd
train 1 3 16 --optimizer sgd --momentum 0.9 --nesterov --weight-decay 1e-4
train 1 3 16 --clip-norm 1
train 1 3 16 --ema 0.99
train 1 3 16 --mixup 0.2
train 1 3 16 --cutmix 1
train 1 3 16 --mixup 0.2 --cutmix 1 --cache device
train 1 3 16 --label-smoothing 0.1 --schedule onecycle
train 1 3 16 --balance weights
train 1 3 16 --balance sampling
train 1 3 16 --whiten --zero-init

train 1 3 16 --freeze backbone
train 1 3 16 --freeze 2
train 2 4 16 --freeze backbone --unfreeze-at 3
train 2 4 16 --start-scale 0.5 --grow-at 0.5
train 2 4 20 --recipe strong
train 2 4 16 --recipe strong --cache device --ema 0.99 --clip-norm 1

for arch in resnet34 resnet50 resnext50_32x4d wide_resnet50_2 preact-resnet18 d2l-resnet18; do
    train 1 3 16 --arch "$arch"
    use eval --data "$work/data/val"
    use predict "$work/data/val"
done

# Without graphs.
train 0 3 16
train 0 3 20 --precision fp32
train 0 3 16 --cache device --clip-norm 1 --ema 0.99
train 0 3 16 --augment-on cpu --mixup 0.2
train 0 3 16 --optimizer sgd --momentum 0.9
train 0 3 16 --accumulate 2
train 0 3 16 --arch resnet50

# Too little memory: for the graph as well, and for the batch.
scarce 400 64 64
scarce 700 224 64
scarce 900 224 64
