"""The ways in which a PyTorch user speeds a network up: what ours is measured against."""
import contextlib
import dataclasses

import torch


@dataclasses.dataclass(frozen=True)
class Variant:
    """What is done to a network and to what goes into it."""

    channels_last: bool = False
    amp: bool = False  # bfloat16 where autocast allows it, float32 weights
    compiled: bool = False

    @property
    def is_available(self):
        return not self.compiled or hasattr(torch, "compile")

    def prepare(self, model):
        """The network as it is called; its parameters stay those of the model that is given."""
        # cuDNN measures which convolution is fastest, as ours does; without CUDA it changes nothing.
        torch.backends.cudnn.benchmark = True
        if self.channels_last:
            model = model.to(memory_format=torch.channels_last)
        return torch.compile(model) if self.compiled else model

    def arrange(self, images):
        return images.contiguous(memory_format=torch.channels_last) if self.channels_last else images

    def autocast(self, device):
        return torch.autocast(device.type, torch.bfloat16) if self.amp else contextlib.nullcontext()


VARIANTS = {
    "eager": Variant(),
    "channels-last": Variant(channels_last=True),
    "amp": Variant(channels_last=True, amp=True),
    "compile": Variant(channels_last=True, amp=True, compiled=True),
}
